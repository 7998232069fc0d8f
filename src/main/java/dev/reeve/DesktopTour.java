package dev.reeve;

import dev.reeve.cli.TourCommand;
import dev.reeve.console.tour.Look;
import dev.reeve.console.tour.Picture;
import dev.reeve.console.tour.Sights;
import dev.reeve.console.tour.Tour;
import dev.reeve.console.tour.TourOptions;
import dev.reeve.console.tour.TourReport;
import dev.reeve.engine.Adoption;
import dev.reeve.engine.Engine;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.triage.TriageSnapshot;
import dev.reeve.engine.links.triage.TriageView;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import dev.reeve.sample.SampleClearance;
import dev.reeve.sample.SampleEditor;
import dev.reeve.sample.SampleTides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The tour on the sample workspace, and on an empty one. */
final class DesktopTour implements TourCommand.Guide {
  /** By then the sample has run its first jobs, and something waits for a person. */
  private static final Duration WARM_UP = Duration.ofSeconds(12);

  private static final CheckScope EVERYTHING =
      new CheckScope(CheckScope.Mode.DEEP, List.of(), true);

  @Override
  public TourCommand.Found walk(TourCommand.Wish wish) {
    TourOptions all = TourOptions.everything();
    List<Look> looks = looks(wish);
    TourOptions options = new TourOptions(wish.only(), looks, all.longest());
    try (TourPerson _ = TourPerson.arrive()) {
      Path folder = Files.createTempDirectory("reeve-tour-");
      try (DesktopSession busy = DesktopSample.open();
          DesktopSession empty = empty(Files.createDirectory(folder.resolve("new-office")))) {
        busy.engine().awaitClose(WARM_UP);
        SampleTides tides = new SampleTides(busy.engine());
        SampleClearance clearance = new SampleClearance(busy.engine());
        Path other = Files.createDirectory(folder.resolve("notes"));
        Files.writeString(other.resolve("README.md"), "# Notes\n\n- [July](july.md)\n");
        Files.writeString(other.resolve("july.md"), "# July\n\nThe crane was oiled.\n");
        Files.writeString(other.resolve("tides.csv"), "day,high,low\n1,3.2,0.4\n");
        return found(
            Tour.walk(
                new Sights(
                    busy,
                    empty,
                    new TourPerson.Folders(
                        other, new DesktopWorkspaces(folder.resolve("settings"))),
                    TourPerson.notes(),
                    () -> work(tides),
                    () -> new Sights.Lasting(clearance.propose(), clearance::keepAgain),
                    documents(busy.engine())),
                wish.out(),
                options));
      }
    } catch (IOException e) {
      throw EngineException.of(
              EngineException.Kind.UNAVAILABLE,
              "TOUR_NOT_PREPARED",
              "The folders of the tour were not made: " + e.getMessage())
          .with("Nothing of yours was changed.", "Free some space in the temporary folder.")
          .causedBy(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EngineException.of(
              EngineException.Kind.UNAVAILABLE, "INTERRUPTED", "The tour was interrupted.")
          .with("Nothing of yours was changed.", "");
    }
  }

  private static Sights.Work work(SampleTides tides) {
    SampleTides.Waiting waiting = tides.propose();
    return new Sights.Work(waiting.intent(), () -> tides.replace(waiting));
  }

  private static Sights.Documents documents(Engine engine) {
    TriageView triage = engine.links().triage();
    TriageSnapshot now = triage.scan(EVERYTHING);
    Set<String> paths = new HashSet<>(Set.of(LinkSettings.FILE));
    now.rows().forEach(row -> paths.add(row.finding().sourceFile()));
    SampleEditor editor = new SampleEditor(engine.workspace().root(), paths);
    return new Sights.Documents(
        editor::edit,
        () -> {
          editor.putBack();
          TriageSnapshot _ = triage.scan(EVERYTHING);
        });
  }

  private static DesktopSession empty(Path folder) {
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    Adoption.adopt(workspace);
    return DesktopSession.open(Workspace.open(folder, new DiskFileLayer()));
  }

  private static List<Look> looks(TourCommand.Wish wish) {
    List<Look> looks =
        Look.all().stream()
            .filter(
                look -> wish.theme() == null || look.theme().name().equalsIgnoreCase(wish.theme()))
            .filter(
                look ->
                    wish.size() == null
                        || look.size().text().equals(wish.size().toLowerCase(Locale.ROOT)))
            .toList();
    if (looks.isEmpty()) {
      throw EngineException.of(
              EngineException.Kind.INVALID,
              "UNKNOWN_LOOK",
              "No picture was taken: there is no theme and size of that name.")
          .with("Nothing was written.", "reeve tour --help names them.");
    }
    return looks;
  }

  private static TourCommand.Found found(TourReport report) {
    return new TourCommand.Found(
        report.folder(),
        report.pictures().stream().map(DesktopTour::words).toList(),
        report.missed().stream()
            .map(
                each ->
                    Map.of("name", each.name(), "look", each.look().folder(), "why", each.why()))
            .toList());
  }

  private static Map<String, String> words(Picture picture) {
    return Map.of(
        "name", picture.name(),
        "says", picture.says(),
        "look", picture.look().folder(),
        "file", picture.file());
  }
}
