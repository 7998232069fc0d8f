package dev.reeve.console.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.console.ConsoleOptions.Look;
import dev.reeve.console.fx.Appearance;
import dev.reeve.console.fx.Appearance.Closing;
import dev.reeve.console.fx.Appearance.Density;
import dev.reeve.console.fx.Keymap;
import dev.reeve.console.fx.Notices;
import dev.reeve.console.fx.Notices.Notice;
import dev.reeve.console.fx.Screen;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javafx.beans.Observable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what a user chose for every workspace: looks, keys, language; and what was said in
 * seven days. Screen thread.
 */
public final class UserChoices {
  private static final Logger LOG = LoggerFactory.getLogger(UserChoices.class);
  private static final String KEYS = "keys";
  private static final String NOTICES = "notices";

  private UserChoices() {}

  /** Puts what is remembered into what the panes share, and remembers from now on. */
  public static void join(Screen screen, Memory memory) {
    Remembered remembered = new Remembered(memory);
    Appearance looks = screen.appearance();
    remembered.choice("theme", looks.lookProperty(), Look.class);
    remembered.choice("density", looks.densityProperty(), Density.class);
    remembered.number("text-scale", looks.textScaleProperty());
    remembered.whole("queue.oldest-minutes", looks.oldestMinutesProperty());
    remembered.choice("closing", looks.closingProperty(), Closing.class);
    remembered.text("language", looks.languageProperty());
    remembered.flag("notices.shown", screen.notices().shownProperty());
    remembered.flag("notices.outside", screen.notices().outsideProperty());
    remembered.flag("keys.letters", screen.keymap().lettersProperty());
    keys(screen.keymap(), memory);
    notices(screen.notices(), memory);
  }

  private static void keys(Keymap keymap, Memory memory) {
    memory
        .get(KEYS)
        .properties()
        .forEach(
            entry -> {
              String key = entry.getValue().asText();
              if (key.isEmpty() || Keymap.possible(key)) {
                keymap.chosen().put(entry.getKey(), key);
              }
            });
    keymap
        .chosen()
        .addListener(
            (Observable observable) -> {
              ObjectNode node = Json.mapper().createObjectNode();
              new TreeMap<>(keymap.chosen()).forEach(node::put);
              memory.put(KEYS, node);
            });
  }

  private static void notices(Notices notices, Memory memory) {
    List<Notice> earlier = new ArrayList<>();
    for (JsonNode each : memory.get(NOTICES)) {
      try {
        earlier.add(
            new Notice(Utc.parse(each.path("at").asText()), each.path("text").asText(), List.of()));
      } catch (DateTimeParseException undated) {
        LOG.warn("A notice without a date is not shown: {}", each.path("text").asText());
      }
    }
    notices.recall(earlier);
    notices
        .kept()
        .addListener(
            (Observable observable) -> {
              ArrayNode array = Json.mapper().createArrayNode();
              for (Notice notice : notices.kept()) {
                array.addObject().put("at", Utc.format(notice.at())).put("text", notice.text());
              }
              memory.put(NOTICES, array);
            });
  }
}
