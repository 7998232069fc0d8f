package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.reeve.console.Headless;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.control.Label;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class FilterFieldTest {
  @Test
  @DisplayName("The count tells of what it was last told, and of nothing from before")
  void theCountTellsOneThing() {
    Headless.start();
    Headless.run(
        () -> {
          FilterField field = new FilterField();
          Label count = (Label) field.lookup(".filter-count");
          SimpleStringProperty before = new SimpleStringProperty("as before");
          SimpleStringProperty now = new SimpleStringProperty("as now");
          field.countTells(before);
          field.countTells(now);
          before.set("");
          assertEquals("as now", count.getTooltip().getText());
          now.set("");
          before.set("as before");
          assertNull(count.getTooltip());
        });
  }
}
