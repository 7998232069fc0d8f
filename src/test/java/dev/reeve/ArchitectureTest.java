package dev.reeve;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Who may know whom. Each rule says why; the picture is {@code docs/architecture.md}. */
@AnalyzeClasses(packages = "dev.reeve", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule engineKnowsNoSurface =
      noClasses()
          .that()
          .resideInAPackage("dev.reeve.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "dev.reeve.console..", "dev.reeve.cli..", "picocli..")
          .because("the same engine runs without a window and without a command line");

  @ArchTest
  static final ArchRule surfacesDoNotKnowEachOther =
      slices()
          .matching("dev.reeve.(console|cli)..")
          .should()
          .notDependOnEachOther()
          .because("window and command line are two faces of one engine");

  @ArchTest
  static final ArchRule roomsFormNoCycle =
      slices()
          .matching("dev.reeve.engine.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a room can be read and tested without those above it");

  @ArchTest
  static final ArchRule queueAndWatchDoNotKnowTheRegistry =
      noClasses()
          .that()
          .resideInAnyPackage("dev.reeve.engine.queue..", "dev.reeve.engine.watch..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.reeve.engine.registry..", "dev.reeve.engine.change..")
          .because("features meet in Engine, through interfaces");

  @ArchTest
  static final ArchRule groundFloorKnowsNoFeature =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.reeve.engine.workspace..",
              "dev.reeve.engine.store..",
              "dev.reeve.engine.event..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.reeve.engine.lock..",
              "dev.reeve.engine.lifecycle..",
              "dev.reeve.engine.change..",
              "dev.reeve.engine.queue..",
              "dev.reeve.engine.watch..",
              "dev.reeve.engine.registry..",
              "dev.reeve.engine.links..")
          .because("dependencies go downwards only");

  @ArchTest
  static final ArchRule linksStandOnTheWorkspaceAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.reeve.engine.links..")
          .and()
          .resideOutsideOfPackage("dev.reeve.engine.links.triage..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.reeve.engine..")
                  .and(
                      describe(
                          "in another room than the workspace",
                          type ->
                              !type.getPackageName().startsWith("dev.reeve.engine.links")
                                  && !type.getPackageName()
                                      .startsWith("dev.reeve.engine.workspace"))))
          .because("a check runs on any folder, adopted or not, and on a build server");

  @ArchTest
  static final ArchRule linksDoNotKnowTriage =
      noClasses()
          .that()
          .resideInAPackage("dev.reeve.engine.links..")
          .and()
          .resideOutsideOfPackage("dev.reeve.engine.links.triage..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.reeve.engine.links.triage..")
          .because("what people decide stands on the check, not the check on it");

  @ArchTest
  static final ArchRule viewModelsHaveNoControls =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("ViewModel")
          .or()
          .haveSimpleNameEndingWith("Row")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javafx.scene..")
          .because("a view model is tested without starting JavaFX");

  @ArchTest
  static final ArchRule viewsKnowTheirViewModelOnly =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("View")
          .and()
          .resideInAPackage("dev.reeve.console..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.reeve.engine..")
          .because("what a view shows is a property of its view model");

  @ArchTest
  static final ArchRule consoleDoesNotKnowTheStore =
      noClasses()
          .that()
          .resideInAnyPackage("dev.reeve.console..", "dev.reeve.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.reeve.engine.store..")
          .because("SQL has one way in");

  @ArchTest
  static final ArchRule oneWayToTheJavaFxThread =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.reeve.console.fx..")
          .should()
          .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable")
          .because("a burst of events must cost frames, not a queue of runnables");

  @ArchTest
  static final ArchRule jdbcStaysInTheStore =
      noClasses()
          .that()
          .resideInAPackage("dev.reeve..")
          .and()
          .resideOutsideOfPackage("dev.reeve.engine.store..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("java.sql..")
                  .and(
                      describe(
                          "other than ResultSet and SQLException, which a DAO's row readers name",
                          type ->
                              !Set.of("ResultSet", "SQLException", "PreparedStatement")
                                  .contains(type.getSimpleName()))))
          .because("connections belong to the one writer and the readers");

  @ArchTest
  static final ArchRule nothingElseChangesFiles =
      noClasses()
          .that()
          .resideInAPackage("dev.reeve.engine..")
          .and()
          .doNotHaveFullyQualifiedName("dev.reeve.engine.workspace.DiskFileLayer")
          .and()
          .resideOutsideOfPackage("dev.reeve.engine.store..")
          .should()
          .callMethodWhere(changesFiles())
          .because(
              "every change of a file system goes through FileLayer, so that tests can fail it");

  @ArchTest
  static final ArchRule onlyTheChangeRoomWritesUsersFiles =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.reeve.engine.change..", "dev.reeve.engine.workspace..")
          .should()
          .callMethodWhere(
              describe(
                  "a changing method of FileLayer",
                  (JavaCall<?> call) ->
                      call.getTargetOwner().getSimpleName().equals("FileLayer")
                          && !call.getName().equals("usableSpace")))
          .because("engine.change is the only room that writes a user's files");

  @ArchTest
  static final ArchRule nothingPrintsFromInside =
      noClasses()
          .that()
          .resideInAnyPackage("dev.reeve.engine..", "dev.reeve.console..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("standard output belongs to the command line");

  @ArchTest
  static final ArchRule packagesAreNullMarked =
      classes()
          .that()
          .haveSimpleName("package-info")
          .should()
          .beAnnotatedWith("org.jspecify.annotations.NullMarked")
          .because("null is the exception that a type names");

  private static DescribedPredicate<JavaCall<?>> changesFiles() {
    Set<String> changing =
        Set.of(
            "write",
            "writeString",
            "newOutputStream",
            "newBufferedWriter",
            "newByteChannel",
            "copy",
            "move",
            "delete",
            "deleteIfExists",
            "createFile",
            "createDirectory",
            "createDirectories",
            "createLink",
            "createSymbolicLink",
            "createTempFile",
            "createTempDirectory",
            "setAttribute",
            "setLastModifiedTime",
            "setPosixFilePermissions",
            "setOwner");
    return describe(
        "a method that changes the file system",
        call -> {
          CodeUnitCallTarget target = (CodeUnitCallTarget) call.getTarget();
          String owner = target.getOwner().getName();
          return (owner.equals("java.nio.file.Files") && changing.contains(target.getName()))
              || (owner.equals("java.nio.channels.FileChannel") && target.getName().equals("open"))
              || owner.equals("java.io.FileOutputStream")
              || owner.equals("java.io.FileWriter")
              || owner.equals("java.io.RandomAccessFile");
        });
  }
}
