/** What is told outside the window, where the system has a tray: notices, an icon and its menu. */
@NullMarked
package dev.reeve.console.tray;

import org.jspecify.annotations.NullMarked;
