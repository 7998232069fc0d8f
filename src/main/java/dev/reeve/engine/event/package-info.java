/** What happened: the event marker, the bus, and the JSONL event log. */
@NullMarked
package dev.reeve.engine.event;

import org.jspecify.annotations.NullMarked;
