package dev.reeve.console.tour;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;

/** Takes pictures of a window. */
interface Camera {
  /** As it is, in each look. */
  void take(TourWindow window, String name, String says);

  /** One moment, drawn already. */
  void keep(String name, String says, Map<Look, BufferedImage> images);

  /** The looks to draw a moment in. */
  List<Look> looks(TourWindow window);
}
