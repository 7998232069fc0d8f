package dev.reeve.console.tour;

import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.OwnFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;

/**
 * The pictures of a walk on disk: one folder a look, and a list of them, once for a browser and
 * once for readers of the repository. Files are written beside the walk.
 */
final class Album {
  private final Path folder;
  private final TourOptions options;
  private final OwnFiles target;
  private final List<Picture> pictures = new ArrayList<>();
  private final List<TourReport.Missed> missed = new ArrayList<>();
  private final List<Future<?>> writing = new ArrayList<>();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("tour-pictures").daemon().factory());

  Album(Path folder, TourOptions options) {
    this.folder = folder.toAbsolutePath().normalize();
    this.options = options;
    this.target = new OwnFiles(this.folder, new DiskFileLayer());
  }

  void keep(String name, String says, Look look, BufferedImage image) {
    String file = look.folder() + "/" + name + ".png";
    pictures.add(new Picture(name, says, look, file));
    writing.add(writer.submit(() -> write(file, png(image))));
  }

  void missed(String name, Look look, String why) {
    missed.add(new TourReport.Missed(name, look, why));
  }

  /** Waits for what is being written and adds the lists. */
  TourReport finish() {
    try (writer) {
      for (Future<?> each : writing) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw e.getCause() instanceof EngineException known ? known : new CompletionException(e);
    }
    write("README.md", text(list()));
    write("index.html", text(page()));
    return new TourReport(folder, List.copyOf(pictures), List.copyOf(missed));
  }

  private static byte[] text(String words) {
    return words.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] png(BufferedImage image) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      ImageIO.write(image, "png", bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e); // memory does not fail
    }
  }

  private void write(String file, byte[] bytes) {
    try {
      target.replace(folder.resolve(file), bytes);
    } catch (IOException e) {
      throw EngineException.of(
              EngineException.Kind.UNAVAILABLE,
              "PICTURES_NOT_WRITTEN",
              file + " was not written to " + folder + ": " + e.getMessage())
          .with("The workspace was not changed.", "Name a folder that can be written.")
          .causedBy(e);
    }
  }

  /** What was seen, each with its pictures by look. */
  private Map<String, List<Picture>> seen() {
    Map<String, List<Picture>> seen = new LinkedHashMap<>();
    pictures.forEach(
        picture -> seen.computeIfAbsent(picture.name(), name -> new ArrayList<>()).add(picture));
    seen.values()
        .forEach(
            taken ->
                taken.sort(Comparator.comparingInt(each -> options.looks().indexOf(each.look()))));
    return seen;
  }

  private String list() {
    StringBuilder text =
        new StringBuilder(
            "# Pictures of the console\n\nMade by `reeve tour` from the sample workspace.\n\n");
    seen()
        .forEach(
            (name, taken) -> {
              text.append("- **").append(name).append("** ").append(taken.getFirst().says());
              text.append(':');
              taken.forEach(
                  each ->
                      text.append(" [")
                          .append(each.look().folder())
                          .append("](")
                          .append(each.file())
                          .append(")"));
              text.append('\n');
            });
    if (!missed.isEmpty()) {
      text.append("\nNot seen:\n\n");
      missed.forEach(
          each ->
              text.append("- ")
                  .append(each.name())
                  .append(", ")
                  .append(each.look().folder())
                  .append(": ")
                  .append(each.why())
                  .append('\n'));
    }
    return text.toString();
  }

  private String page() {
    StringBuilder html =
        new StringBuilder(
            """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Pictures of the console</title>
            <style>
              body { font-family: sans-serif; margin: 24px; }
              div { display: flex; flex-wrap: wrap; gap: 12px; }
              figure { margin: 0; }
              img { width: %dpx; border: 1px solid #999; }
            </style>
            <h1>Pictures of the console</h1>
            """
                .formatted(options.looks().size() > 2 ? 400 : 620));
    seen()
        .forEach(
            (name, taken) -> {
              html.append("<h2 id=\"").append(name).append("\">").append(escaped(name));
              html.append("</h2>\n<p>").append(escaped(taken.getFirst().says()));
              html.append("</p>\n<div>\n");
              taken.forEach(each -> html.append(figure(each)));
              html.append("</div>\n");
            });
    return html.append("</html>\n").toString();
  }

  private static String figure(Picture picture) {
    return "<figure><a href=\"%1$s\"><img loading=\"lazy\" src=\"%1$s\" alt=\"%2$s\"></a><figcaption>%3$s</figcaption></figure>\n"
        .formatted(picture.file(), escaped(picture.says()), picture.look().folder());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
