package dev.reeve.console.fx;

/**
 * How the toolkit draws. It reads this once, so each method has to be called before it starts. Any
 * thread. Source: {@code docs/decisions/010-drawing.md}.
 */
public final class Drawing {
  private Drawing() {}

  /** Fills backgrounds directly; drawn by software, a kept picture of them costs ten times that. */
  public static void direct() {
    set("prism.disableRegionCaching", "true");
  }

  /** Draws into memory, where there is no display. */
  public static void withoutDisplay() {
    set("glass.platform", "Headless");
    set("prism.order", "sw");
    set("java.awt.headless", "true");
    direct();
  }

  /** What somebody set on the command line stays. */
  private static void set(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
