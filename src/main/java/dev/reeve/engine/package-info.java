/** Opens a workspace and joins the rooms. */
@NullMarked
package dev.reeve.engine;

import org.jspecify.annotations.NullMarked;
