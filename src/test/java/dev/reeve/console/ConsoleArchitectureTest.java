package dev.reeve.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.reeve.console.fx.ScreenThread;

@AnalyzeClasses(packages = "dev.reeve.console", importOptions = DoNotIncludeTests.class)
final class ConsoleArchitectureTest {
  @ArchTest
  static final ArchRule MODELS_ARE_TESTED_WITHOUT_A_TOOLKIT =
      noClasses()
          .that()
          .haveNameMatching(".*(ViewModel|Row|Words)")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javafx.scene..", "javafx.stage..", "javafx.fxml..", "javafx.application..")
          .because("a view model must run on the calling thread of a plain test");

  @ArchTest
  static final ArchRule VIEWS_KNOW_THEIR_MODEL_ONLY =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("View")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.reeve.engine..")
          .because("what a view shows is decided, and tested, in its view model");

  @ArchTest
  static final ArchRule ONE_PLACE_NAMES_THE_SCREEN_THREAD =
      noClasses()
          .that()
          .doNotBelongToAnyOf(ScreenThread.class)
          .should()
          .callMethod(javafx.application.Platform.class, "runLater", Runnable.class)
          .because("threads are handed on as executors, so that tests can choose them");

  @ArchTest
  static final ArchRule NO_STORE_NO_SQL =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.reeve.engine.store..", "java.sql..", "dev.reeve.cli..")
          .because("the console asks the engine's views; it knows no store and no command line");

  @ArchTest
  static final ArchRule PANES_DO_NOT_KNOW_ONE_ANOTHER =
      classes()
          .that()
          .resideInAnyPackage("..console.queue..", "..console.registry..", "..console.executions..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages("..console.shell..", "..console.welcome..")
          .because("the shell puts panes together, panes do not reach back");

  @ArchTest
  static final ArchRule NO_OUTPUT =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("what is worth saying is logged or shown");
}
