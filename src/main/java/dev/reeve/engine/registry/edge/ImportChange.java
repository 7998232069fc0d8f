package dev.reeve.engine.registry.edge;

import org.jspecify.annotations.Nullable;

/**
 * An edge that an import asks for, or one whose import is gone. Source: {@code
 * docs/reference/edges.md}.
 *
 * @param edge record of the edge that ends; null for a new one
 * @param source entity that imports
 * @param target entity that is imported
 * @param locator path and line of the import; empty when it is gone
 * @param name what is imported, as it is written; empty when it is gone
 * @param tool parser and version that read it; empty when it is gone
 */
public record ImportChange(
    @Nullable String edge, String source, String target, String locator, String name, String tool) {

  static ImportChange found(
      String source, String target, String locator, String name, String tool) {
    return new ImportChange(null, source, target, locator, name, tool);
  }

  static ImportChange ended(String edge, String source, String target) {
    return new ImportChange(edge, source, target, "", "", "");
  }
}
