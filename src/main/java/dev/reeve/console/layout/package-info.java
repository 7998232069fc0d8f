/** What the console remembers of this user: windows, tables, filters, choices. */
@NullMarked
package dev.reeve.console.layout;

import org.jspecify.annotations.NullMarked;
