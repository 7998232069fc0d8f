package dev.reeve.console.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reeve.engine.workspace.Json;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javafx.beans.Observable;
import javafx.beans.property.Property;
import javafx.collections.ObservableList;

/**
 * Joins properties with a {@link Memory}: what is remembered is put into them, and every change is
 * remembered. A value that cannot be used any more is passed over. Screen thread.
 */
public final class Remembered {
  private final Memory memory;

  public Remembered(Memory memory) {
    this.memory = memory;
  }

  /** A switch. */
  public void flag(String name, Property<Boolean> property) {
    join(name, property, BooleanNode::valueOf, JsonNode::asBoolean);
  }

  /** A number. */
  public void number(String name, Property<Number> property) {
    join(name, property, value -> DoubleNode.valueOf(value.doubleValue()), JsonNode::asDouble);
  }

  /** A whole number from 1. */
  public void whole(String name, Property<Integer> property) {
    join(name, property, IntNode::valueOf, node -> Math.max(1, node.asInt(1)));
  }

  /** A text. */
  public void text(String name, Property<String> property) {
    join(name, property, TextNode::valueOf, JsonNode::asText);
  }

  /** One of several. */
  public <E extends Enum<E>> void choice(String name, Property<E> property, Class<E> type) {
    join(
        name,
        property,
        value -> TextNode.valueOf(value.name()),
        node -> Enum.valueOf(type, node.asText()));
  }

  private <T> void join(
      String name, Property<T> property, Function<T, JsonNode> write, Function<JsonNode, T> read) {
    JsonNode before = memory.get(name);
    if (before.isValueNode()) {
      try {
        property.setValue(read.apply(before));
      } catch (IllegalArgumentException noLongerThere) {
        memory.forget(name::equals);
      }
    }
    property.addListener(
        (observable, was, is) -> memory.put(name, write.apply(property.getValue())));
  }

  /** A list of texts; a longer one than {@code most} is not remembered. */
  public void texts(String name, ObservableList<String> list, int most) {
    List<String> before = texts(memory.get(name)).toList();
    if (!before.isEmpty()) {
      list.setAll(before);
    }
    list.addListener(
        (Observable observable) -> {
          ArrayNode array = Json.mapper().createArrayNode();
          if (list.size() <= most) {
            list.forEach(array::add);
          }
          memory.put(name, array);
        });
  }

  static Stream<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText);
  }
}
