package dev.reeve.engine.registry.describe;

import dev.reeve.engine.registry.Described;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;

/**
 * A text parsed by tree-sitter. The native library is loaded when the first text is parsed. Walks
 * do not recurse, so that depth costs no stack. Used by one thread; closed by it.
 */
final class SyntaxTree implements AutoCloseable {
  static final String NOT_HERE = "The parser is not available on this platform.";
  static final String PARSER_VERSION = "0.26.6";

  private static final int NODES_A_LOOK = 512;
  private static final int PIECE = 1 << 16;

  private final TSParser parser;
  private final TSTree tree;
  private final byte[] text;
  private final Deadline deadline;

  private SyntaxTree(TSParser parser, TSTree tree, byte[] text, Deadline deadline) {
    this.parser = parser;
    this.tree = tree;
    this.text = text;
    this.deadline = deadline;
  }

  /** Is shown each named node on the way down. */
  interface Visitor {
    /** Gives whether the nodes inside are of interest. */
    boolean enter(Node node, int depth);
  }

  /** Parses the text; errors in it are nodes of the tree. */
  static SyntaxTree parse(Supplier<TSLanguage> grammar, Source source) throws NotParsed {
    byte[] text = source.text().getBytes(StandardCharsets.UTF_8);
    TSParser parser;
    TSLanguage language;
    try {
      language = grammar.get();
      parser = new TSParser();
    } catch (LinkageError | RuntimeException e) { // the library's loader throws both
      throw new NotParsed(Described.Status.PARSER_ERROR, NOT_HERE);
    }
    @Nullable SyntaxTree made = null;
    try {
      if (!parser.setLanguage(language)) {
        throw new NotParsed(Described.Status.PARSER_ERROR, NOT_HERE);
      }
      made = parse(parser, text, source.deadline());
      return made;
    } finally {
      if (made == null) {
        parser.close();
      }
    }
  }

  private static SyntaxTree parse(TSParser parser, byte[] text, Deadline deadline)
      throws NotParsed {
    @Nullable TSTree tree =
        parser.parseWithOptions(
            new byte[PIECE],
            null,
            (buffer, offset, position) -> {
              int length = Math.min(buffer.length, text.length - offset);
              if (offset < 0 || length <= 0) { // before the start of an empty text
                return 0;
              }
              System.arraycopy(text, offset, buffer, 0, length);
              return length;
            },
            TSInputEncoding.TSInputEncodingUTF8,
            state -> deadline.over());
    if (tree == null) {
      throw deadline.exceeded();
    }
    if (deadline.over()) {
      tree.close();
      throw deadline.exceeded();
    }
    return new SyntaxTree(parser, tree, text, deadline);
  }

  Node root() {
    return new Node(tree.getRootNode(), text);
  }

  /** Notes every place that could not be parsed; gives whether there is one. */
  boolean problems(Facts facts) throws NotParsed {
    if (!tree.getRootNode().hasError()) {
      return false;
    }
    walk(
        root(),
        (node, depth) -> {
          if (node.error()) {
            facts.problem(node.line(), "syntax error");
            return false;
          }
          return node.holdsError();
        },
        true);
    if (facts.problemCount() == 0) {
      facts.problem(1, "syntax error");
    }
    return true;
  }

  /** Shows the visitor the node and the named nodes in it, outer ones first. */
  void walk(Node from, Visitor visitor) throws NotParsed {
    walk(from, visitor, false);
  }

  private void walk(Node from, Visitor visitor, boolean all) throws NotParsed {
    try (TSTreeCursor cursor = new TSTreeCursor(from.raw())) {
      int depth = 0;
      int seen = 0;
      while (true) {
        if (++seen % NODES_A_LOOK == 0) {
          deadline.check();
        }
        TSNode raw = cursor.currentNode();
        boolean shown = all || raw.isNamed();
        if (shown && visitor.enter(new Node(raw, text), depth) && cursor.gotoFirstChild()) {
          depth++;
          continue;
        }
        while (depth > 0 && !cursor.gotoNextSibling()) {
          cursor.gotoParent();
          depth--;
        }
        if (depth == 0) {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    try (parser) {
      tree.close();
    }
  }
}
