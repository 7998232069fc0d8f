/** What the workspace's own settings file says, and how a person changes it. */
@NullMarked
package dev.reeve.engine.settings;

import org.jspecify.annotations.NullMarked;
