/** State machines declared as tables, guarded and audited transitions. */
@NullMarked
package dev.reeve.engine.lifecycle;

import org.jspecify.annotations.NullMarked;
