package dev.reeve.console.shell;

import dev.reeve.console.Headless;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Group;
import javafx.scene.Scene;

/** Says which states of controls are named first while a window is made beforehand. */
public final class StatesNamedMain {
  private StatesNamedMain() {}

  public static void main(String[] args) {
    Headless.start();
    try {
      System.out.println("named anew: " + namedAnew());
      System.exit(0);
    } catch (RuntimeException e) {
      e.printStackTrace();
      System.exit(1); // the toolkit would go on
    }
  }

  private static Set<String> namedAnew() {
    Scene worn = new Scene(new Group(), 1280, 800);
    Headless.run(
        () -> {
          Theme.install();
          Theme.apply(worn, false, 1);
          ShellRehearsal.nameStates(worn);
        });
    Set<String> before = named();
    ShellRehearsal.rehearse(
        new Scene(new Group(), 1280, 800), worn.getStylesheets(), worn.getRoot().getStyle());
    Set<String> after = named();
    after.removeAll(before);
    return after;
  }

  private static Set<String> named() {
    try {
      Field field =
          Class.forName("com.sun.javafx.css.PseudoClassState").getDeclaredField("pseudoClassMap");
      field.setAccessible(true);
      return new TreeSet<>(
          ((Map<?, ?>) field.get(null)).keySet().stream().map(String::valueOf).toList());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
