package dev.reeve.engine.links;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.commonmark.node.SourceSpan;

/**
 * The cells of one document's tables that hold escaped pipes. The parser takes the backslash of
 * {@code \|} away before it reads a cell and counts without it; this gives the way back to the
 * source. For one thread.
 */
final class TableCells {
  /**
   * @param end index after the cell
   * @param pipes index of each escaped pipe as the parser counts, ascending
   */
  private record Cell(int end, int[] pipes) {}

  private final String text;
  private final TreeMap<Integer, Cell> cells = new TreeMap<>();

  /**
   * @param text what was parsed
   */
  TableCells(String text) {
    this.text = text;
  }

  /** Takes note of a cell. */
  void add(SourceSpan cell) {
    int start = cell.getInputIndex();
    int end = start + cell.getLength();
    if (text.indexOf("\\|", start, end) < 0) {
      return;
    }
    int[] escapes =
        IntStream.range(start, end - 1)
            .filter(i -> text.charAt(i) == '\\' && text.charAt(i + 1) == '|')
            .toArray();
    int[] pipes =
        IntStream.range(0, escapes.length).map(earlier -> escapes[earlier] - earlier).toArray();
    cells.put(start, new Cell(end, pipes));
  }

  /** Where in the source the character is that the parser has at this index. */
  int inSource(int index) {
    Map.Entry<Integer, Cell> cell = cells.floorEntry(index);
    if (cell == null || index >= cell.getValue().end()) {
      return index;
    }
    int before = Arrays.binarySearch(cell.getValue().pipes(), index);
    return index + (before < 0 ? -before - 1 : before);
  }
}
