package dev.reeve.engine.registry.describe;

import dev.reeve.engine.workspace.SafePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * At which paths of the workspace the file of an import can lie, by the rules of its language.
 * Pure: it does not look whether they are there.
 */
final class ImportPlaces {
  /** Endings that a script may leave out, and those its compiled name stands for. */
  private static final List<String> SCRIPTS =
      List.of(".js", ".ts", ".mjs", ".cjs", ".jsx", ".mts", ".cts", ".json");

  private ImportPlaces() {}

  /** Beside the module, in the folders around it, at the top, or under {@code src}. */
  static List<String> python(SafePath module, String name) {
    String plain = name.replaceFirst("^\\.+", "");
    int dots = name.length() - plain.length();
    Set<String> out = new LinkedHashSet<>();
    if (dots > 0) {
      String folder = module.parent();
      for (int level = 1; level < dots; level++) {
        if (folder.equals(".")) {
          return List.of();
        }
        folder = up(folder);
      }
      pythonIn(folder, plain, out);
      return List.copyOf(out);
    }
    for (String at = module.parent(); !at.equals("."); at = up(at)) {
      pythonIn(at, plain, out);
    }
    pythonIn(".", plain, out);
    pythonIn("src", plain, out);
    return List.copyOf(out);
  }

  private static void pythonIn(String folder, String name, Set<String> out) {
    String base = folder.equals(".") ? "" : folder + "/";
    if (name.isEmpty()) {
      out.add(base + "__init__.py");
    } else {
      out.add(base + name.replace('.', '/') + ".py");
      out.add(base + name.replace('.', '/') + "/__init__.py");
    }
  }

  /** Under the same source folder, or that of the main code beside tests. */
  static List<String> java(SafePath file, String packageName, String type) {
    String folders = packageName.replace('.', '/');
    String folder = file.parent();
    if (folders.isEmpty() || type.endsWith("*") || !folder.endsWith(folders)) {
      return List.of();
    }
    String root = folder.substring(0, folder.length() - folders.length());
    Set<String> out = new LinkedHashSet<>();
    for (String base : List.of(root, root.replace("/test/", "/main/"))) {
      out.add(base + outermost(type).replace('.', '/') + ".java");
    }
    return List.copyOf(out);
  }

  /** A nested type lies in the file of the one around it. */
  private static String outermost(String type) {
    StringBuilder out = new StringBuilder();
    for (String segment : type.split("\\.")) {
      out.append(out.isEmpty() ? "" : ".").append(segment);
      if (!segment.isEmpty() && Character.isUpperCase(segment.charAt(0))) {
        break;
      }
    }
    return out.toString();
  }

  /** Only relative modules: with the ending, without it, or the index of a folder. */
  static List<String> script(SafePath file, String module) {
    if (!module.startsWith(".")) {
      return List.of();
    }
    Deque<String> segments = new ArrayDeque<>();
    String folder = file.parent();
    for (String segment : ((folder.equals(".") ? "" : folder + "/") + module).split("/")) {
      if (segment.equals("..")) {
        if (segments.isEmpty()) {
          return List.of();
        }
        segments.removeLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    String path = String.join("/", segments);
    List<String> out = new ArrayList<>();
    if (!path.isEmpty()) {
      out.add(path);
      SCRIPTS.forEach(ending -> out.add(path + ending));
      if (path.matches(".*\\.[mc]?jsx?")) {
        out.add(path.replaceFirst("\\.([mc]?)jsx?$", ".$1ts")); // named as it is when compiled
      }
    }
    String base = path.isEmpty() ? "" : path + "/";
    SCRIPTS.forEach(ending -> out.add(base + "index" + ending));
    return List.copyOf(out);
  }

  private static String up(String folder) {
    int slash = folder.lastIndexOf('/');
    return slash < 0 ? "." : folder.substring(0, slash);
  }
}
