package dev.reeve.engine.links;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * A footnote, {@code [^label]: text}: a block with blocks in it. CommonMark alone would read it as
 * the definition of a link, and its first word as a target.
 */
final class Footnote extends CustomBlock {
  private static final Pattern BEGIN = Pattern.compile("\\[\\^[^\\]\\s]+\\]:[ \\t]*");
  private static final int INDENT = 4;

  private Footnote() {}

  /** Whether a label is one of a footnote. */
  static boolean isLabel(String label) {
    return label.startsWith("^");
  }

  /** Reads footnotes, for the parser. */
  static final class Factory extends AbstractBlockParserFactory {
    @Override
    public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
      if (state.getIndent() >= INDENT) {
        return BlockStart.none();
      }
      CharSequence line = state.getLine().getContent();
      int start = state.getNextNonSpaceIndex();
      if (start == line.length() || line.charAt(start) != '[') {
        return BlockStart.none(); // as nearly every line; asked of each
      }
      Matcher begin = BEGIN.matcher(line).region(start, line.length());
      return begin.lookingAt()
          ? BlockStart.of(new Reading()).atIndex(begin.end())
          : BlockStart.none();
    }
  }

  private static final class Reading extends AbstractBlockParser {
    private final Footnote block = new Footnote();

    @Override
    public Block getBlock() {
      return block;
    }

    @Override
    public boolean isContainer() {
      return true;
    }

    @Override
    public boolean canContain(Block child) {
      return true;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
      if (state.isBlank()) {
        return BlockContinue.atIndex(state.getNextNonSpaceIndex());
      }
      return state.getIndent() >= INDENT
          ? BlockContinue.atColumn(state.getColumn() + INDENT)
          : BlockContinue.none();
    }
  }
}
