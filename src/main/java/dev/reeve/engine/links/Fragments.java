package dev.reeve.engine.links;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a file has the place that a fragment names. Safe on any thread. */
final class Fragments {
  private static final Pattern LINES =
      Pattern.compile("L([0-9]{1,9})(?:C[0-9]+)?(?:-L?([0-9]{1,9})(?:C[0-9]+)?)?");
  private static final String PLAIN = "plain=1";
  private static final String PREFIX = "user-content-";

  private final Places index;
  private final DocumentSource documents;

  Fragments(Places index, DocumentSource documents) {
    this.index = index;
    this.documents = documents;
  }

  /**
   * Whether the place is there. Places of files that cannot be judged, such as a PDF's, are taken
   * as there; of a folder its {@code README.md} is shown.
   *
   * @param path an existing file or folder
   */
  boolean has(String path, Target target) {
    String fragment = target.fragment();
    if (fragment == null || fragment.isEmpty() || fragment.startsWith(":~:")) {
      return true;
    }
    String file = shown(path);
    if (file == null) {
      return true;
    }
    boolean markdown = PathIndex.isMarkdown(file);
    boolean plain = target.query() != null && target.query().contains(PLAIN);
    if (fragment.startsWith("L") && (plain || !markdown)) {
      Matcher lines = LINES.matcher(fragment);
      if (lines.matches()) {
        String last = lines.group(2) == null ? lines.group(1) : lines.group(2);
        int wanted = Math.max(Integer.parseInt(lines.group(1)), Integer.parseInt(last));
        return wanted >= 1 && wanted <= documents.lines(file);
      }
    }
    return !markdown || hasAnchor(file, fragment.toLowerCase(Locale.ROOT));
  }

  private boolean hasAnchor(String file, String fragment) {
    if (fragment.equals("top")) {
      return true;
    }
    return !(documents.get(file) instanceof Reading.Read read)
        || read.document().anchors().contains(fragment)
        || (fragment.startsWith(PREFIX)
            && read.document().anchors().contains(fragment.substring(PREFIX.length())));
  }

  private @Nullable String shown(String path) {
    if (index.isFile(path) && !index.isFolder(path)) {
      return path;
    }
    String readme = path.isEmpty() ? "README.md" : path + "/README.md";
    return index.isFile(readme) ? readme : null;
  }
}
