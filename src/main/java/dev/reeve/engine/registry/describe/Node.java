package dev.reeve.engine.registry.describe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.treesitter.TSNode;

/**
 * A node of a {@link SyntaxTree}, with its text.
 *
 * @param text the whole text, in UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all nodes of a tree
record Node(TSNode raw, byte[] text) {
  String type() {
    return raw.getType();
  }

  boolean is(String type) {
    return type().equals(type);
  }

  /** 1 upwards. */
  int line() {
    return raw.getStartPoint().getRow() + 1;
  }

  boolean error() {
    return raw.isError() || raw.isMissing();
  }

  boolean holdsError() {
    return raw.hasError();
  }

  String source() {
    int start = raw.getStartByte();
    return new String(text, start, raw.getEndByte() - start, StandardCharsets.UTF_8);
  }

  Optional<Node> field(String name) {
    TSNode found = raw.getChildByFieldName(name);
    return found == null || found.isNull() ? Optional.empty() : Optional.of(new Node(found, text));
  }

  /** The text of a field; empty when there is none. */
  String fieldText(String name) {
    return field(name).map(Node::source).orElse("");
  }

  /** The first named nodes directly inside; never more than a descriptor lists. */
  List<Node> children() {
    List<Node> out = new ArrayList<>();
    int count = Math.min(raw.getNamedChildCount(), Facts.MOST);
    for (int i = 0; i < count; i++) {
      out.add(new Node(raw.getNamedChild(i), text));
    }
    return out;
  }

  Optional<Node> child(String type) {
    return children().stream().filter(node -> node.is(type)).findFirst();
  }
}
