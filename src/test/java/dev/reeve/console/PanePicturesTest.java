package dev.reeve.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PanePicturesTest {
  @TempDir Path folder;

  @Test
  @DisplayName("Every pane is drawn without a display, light and dark, at 1280 x 800")
  void everyPaneIsDrawn() throws Exception {
    String chosen = System.getenv("REEVE_PICTURES");
    Path target = chosen == null ? folder : Path.of(chosen);
    List<Path> files = PanePictures.write(SampleData.session(), target);

    assertEquals(14, files.size());
    for (Path file : files) {
      BufferedImage image = ImageIO.read(file.toFile());
      assertEquals(1280, image.getWidth(), file.toString());
      assertEquals(800, image.getHeight(), file.toString());
    }
  }
}
