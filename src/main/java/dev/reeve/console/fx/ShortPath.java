package dev.reeve.console.fx;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.scene.control.Labeled;
import javafx.scene.text.Font;

/**
 * A path in a place that may be too narrow for it: folders in its middle give way, then those at
 * its beginning; the file keeps its name, and after words as much as it can of its folder's. Words
 * before the path stay. Of a file with a heading the heading stays, with as much of the file's end
 * as there is room for. Where an arrow leads from one path to another, the one after it gives way
 * first, and both files keep their names. Screen thread.
 */
public final class ShortPath {
  private static final String GAP = "\u2026/";
  private static final String ARROW = " \u2192 ";
  private static final int LEAST_OF_FOLDER = 3;

  private final Labeled labeled;
  private String whole = "";

  private ShortPath(Labeled labeled) {
    this.labeled = labeled;
  }

  /** Shortens what is shown in a label or cell from now on. */
  public static ShortPath in(Labeled labeled) {
    ShortPath path = new ShortPath(labeled);
    labeled.widthProperty().subscribe(path::fit);
    labeled.fontProperty().subscribe(path::fit);
    return path;
  }

  /** Shows a path, with what stands before it. */
  public void show(String text) {
    whole = text;
    fit();
  }

  private void fit() {
    double room = Fitting.room(labeled);
    Font font = labeled.getFont();
    boolean fitsForSure = whole.length() * font.getSize() <= room; // a letter is hardly as wide
    String text =
        room <= 0 || fitsForSure ? whole : of(whole, each -> Fitting.width(each, font) <= room);
    if (!text.equals(labeled.getText())) {
      labeled.setText(text);
    }
  }

  /**
   * The longest form that fits. When none does, the shortest of a path, and a sentence as it is:
   * both would lose their words.
   *
   * @param fits whether there is room for a text
   */
  static String of(String whole, Predicate<String> fits) {
    int arrow = whole.lastIndexOf(ARROW);
    return arrow < 0 || fits.test(whole)
        ? single(whole, fits)
        : led(whole.substring(0, arrow), whole.substring(arrow + ARROW.length()), fits);
  }

  private static String led(String from, String to, Predicate<String> fits) {
    String end = single(to, text -> namesFileOf(to, text) && fits.test(from + ARROW + text));
    String begin = single(from, text -> namesFileOf(from, text) && fits.test(text + ARROW + end));
    return begin + ARROW + end;
  }

  private static boolean namesFileOf(String path, String text) {
    return text.endsWith(path.substring(path.lastIndexOf('/') + 1));
  }

  private static String single(String whole, Predicate<String> fits) {
    int slash = whole.indexOf('/');
    int begin = slash < 0 ? 0 : whole.lastIndexOf(' ', slash) + 1;
    String before = whole.substring(0, begin);
    List<String> parts = List.of(whole.substring(begin).split("/(?=.)"));
    if (fits.test(whole)) {
      return whole;
    }
    if (parts.size() < 2) {
      return withHeading("", whole, fits).orElse(whole);
    }
    for (int left = 1; left < parts.size(); left++) {
      boolean fileAlone = left > 1 && left == parts.size() - 1;
      Optional<String> partly = fileAlone ? withEndOfFolder(before, parts, fits) : Optional.empty();
      if (partly.isPresent() && !before.isEmpty()) {
        return partly.get();
      }
      String end = GAP + String.join("/", parts.subList(left, parts.size()));
      String withFirst = before + parts.getFirst() + "/" + end;
      if (left > 1 && fits.test(withFirst)) {
        return withFirst;
      }
      if (partly.isPresent()) {
        return partly.get();
      }
      if (fits.test(before + end)) {
        return before + end;
      }
    }
    return withHeading(before, parts.getLast(), fits)
        .orElse(before.isEmpty() ? GAP + parts.getLast() : whole);
  }

  /** The heading after as much of the end of its file as there is room for. */
  private static Optional<String> withHeading(String before, String file, Predicate<String> fits) {
    return IntStream.rangeClosed(1, file.indexOf('#'))
        .mapToObj(gone -> before + "\u2026" + file.substring(gone))
        .filter(fits)
        .findFirst();
  }

  /**
   * After words the end of the file's folder tells more than the path's beginning: run-006; where
   * there is no room for that beginning it does elsewhere, too.
   */
  private static Optional<String> withEndOfFolder(
      String before, List<String> parts, Predicate<String> fits) {
    String folder = parts.get(parts.size() - 2);
    return IntStream.rangeClosed(1, folder.length() - LEAST_OF_FOLDER)
        .mapToObj(gone -> before + "\u2026" + folder.substring(gone) + "/" + parts.getLast())
        .filter(fits)
        .findFirst();
  }
}
