package dev.reeve.engine.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The one list of keys: the configuration is read by it, and Settings shows it. */
class ConfigKeyTest {
  static List<ConfigKey<?>> keys() {
    return ConfigKey.ALL;
  }

  @Test
  @DisplayName("every value of the configuration has its key in the list, and no other is there")
  void complete() {
    long values =
        Stream.of(Config.class.getRecordComponents())
            .map(RecordComponent::getType)
            .filter(Class::isRecord)
            .mapToLong(section -> section.getRecordComponents().length)
            .sum();
    assertEquals(values, ConfigKey.ALL.size());
    Set<Object> constants = new HashSet<>();
    Arrays.stream(ConfigKey.class.getFields())
        .filter(field -> field.getType() == ConfigKey.class)
        .forEach(
            field -> {
              try {
                constants.add(field.get(null));
              } catch (IllegalAccessException e) {
                throw new AssertionError(e);
              }
            });
    assertEquals(constants, new HashSet<>(ConfigKey.ALL));
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("a value that cannot be used is named with its key, and what is usual holds")
  void read(ConfigKey<?> key) {
    String[] name = key.name().split("\\.");
    ObjectNode tree = Json.mapper().createObjectNode();
    tree.putObject(name[0]).putObject(name[1]);
    Config config = Config.of(tree);
    assertEquals(1, config.problems().size(), config.problems().toString());
    String problem = config.problems().getFirst();
    assertTrue(problem.startsWith(key.name() + " is not used: it must be "), problem);
    assertTrue(problem.contains(key.form().wanted()), problem);
    assertEquals(Config.defaults().watch(), config.watch());
    assertEquals(Config.defaults().keep(), config.keep());
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("another value than the usual one is what holds")
  void other(ConfigKey<?> key) {
    Object value =
        switch (key.form()) {
          case ConfigForm.Flag flag -> !(Boolean) key.usual();
          case ConfigForm.Whole whole -> (Long) key.usual() + 1;
          case ConfigForm.OneOf one ->
              one.allowed().stream().filter(each -> !each.equals(key.usual())).findFirst().get();
          case ConfigForm.Like like -> "999999";
          case ConfigForm.Inside inside -> "other.json";
          case ConfigForm.Texts texts -> List.of("**/*.md");
          case ConfigForm.Folders folders -> List.of("src");
        };
    String[] name = key.name().split("\\.");
    ObjectNode tree = Json.mapper().createObjectNode();
    tree.putObject(name[0]).set(name[1], Json.mapper().valueToTree(value));
    Config config = Config.of(tree);
    assertEquals(List.of(), config.problems());
    assertTrue(!config.equals(Config.defaults()), key.name() + " is read by nobody");
  }
}
