package dev.reeve.console.fx;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/**
 * A small mirrored pattern beside a hash, so that another hash strikes the eye. It is only a
 * supplement, and says so: many hashes share a pattern, what counts is the hash. Source: {@code
 * docs/guide/executions.md}. Screen thread.
 */
public final class FingerprintTile extends Region {
  private static final int SIDE = 5;
  private static final int DRAWN = (SIDE + 1) / 2;

  /** So many digits of a hash are drawn. */
  private static final int DIGITS = DRAWN * SIDE;

  private final Tooltip tooltip = new Tooltip();
  private final List<Cell> cells = new ArrayList<>();

  /** One that is filled. */
  record Cell(int column, int row) {}

  public FingerprintTile() {
    getStyleClass().add("fingerprint");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Tooltip.install(this, tooltip);
    show("");
  }

  /**
   * Shows the pattern of a hash.
   *
   * @param hash in hexadecimal digits; one that is too short has none, and the tile takes no room
   */
  public void show(String hash) {
    cells.clear();
    cells.addAll(pattern(hash));
    getChildren().setAll(cells.stream().map(cell -> ink()).toList());
    boolean shown = hash.length() >= DIGITS;
    setVisible(shown);
    setManaged(shown);
    String words = shown ? Texts.get("console.fingerprint", Formats.hash(hash)) : "";
    setAccessibleText(words);
    tooltip.setText(words);
    requestLayout();
  }

  private static Region ink() {
    Region ink = new Region();
    ink.getStyleClass().add("fingerprint-cell");
    return ink;
  }

  /** The left half and the middle come of the digits, an odd one fills; the right half mirrors. */
  static List<Cell> pattern(String hash) {
    List<Cell> pattern = new ArrayList<>();
    if (hash.length() < DIGITS) {
      return pattern;
    }
    for (int at = 0; at < DIGITS; at++) {
      int column = at / SIDE;
      int row = at % SIDE;
      if (Character.digit(hash.charAt(at), 16) % 2 == 1) {
        pattern.add(new Cell(column, row));
        if (column < SIDE - 1 - column) {
          pattern.add(new Cell(SIDE - 1 - column, row));
        }
      }
    }
    return pattern;
  }

  @Override
  protected void layoutChildren() {
    double room = Math.min(getWidth() - across(), getHeight() - down());
    double side = Math.max(1, Math.floor(room / SIDE));
    double left = snapPositionX(snappedLeftInset() + (getWidth() - across() - SIDE * side) / 2);
    double top = snapPositionY(snappedTopInset() + (getHeight() - down() - SIDE * side) / 2);
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      getChildren()
          .get(i)
          .resizeRelocate(left + cell.column() * side, top + cell.row() * side, side, side);
    }
  }

  private double across() {
    return snappedLeftInset() + snappedRightInset();
  }

  private double down() {
    return snappedTopInset() + snappedBottomInset();
  }
}
