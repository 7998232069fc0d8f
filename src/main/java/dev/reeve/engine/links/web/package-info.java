/** Asks for web addresses, when somebody wants that; knows nothing of documents. */
@NullMarked
package dev.reeve.engine.links.web;

import org.jspecify.annotations.NullMarked;
