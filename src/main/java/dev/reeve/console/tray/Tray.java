package dev.reeve.console.tray;

import java.util.List;

/** An icon of this program in the system's tray. Any thread. */
public interface Tray extends AutoCloseable {
  /** What the icon looks like; each has a shape of its own. */
  enum Shape {
    PLAIN,
    /** Something runs. */
    DOT,
    /** A person is needed. */
    HAND,
    /** Something failed. */
    CROSS
  }

  /**
   * An entry of the icon's menu.
   *
   * @param run called on a thread of the system's
   */
  record Entry(String text, Runnable run) {}

  /** Shows the shape and the menu, and in words what they say. */
  void show(Shape shape, String words, List<Entry> menu);

  /** Has the system tell something. */
  void tell(String title, String text);

  /** Takes the icon away. */
  @Override
  void close();
}
