package dev.reeve.engine.registry.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.SafePath;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportPlacesTest {

  @Test
  void pythonLooksBesideAroundAtTheTopAndUnderSource() {
    assertEquals(
        List.of(
            "tools/a/x/y.py",
            "tools/a/x/y/__init__.py",
            "tools/x/y.py",
            "tools/x/y/__init__.py",
            "x/y.py",
            "x/y/__init__.py",
            "src/x/y.py",
            "src/x/y/__init__.py"),
        ImportPlaces.python(new SafePath("tools/a/m.py"), "x.y"));
    assertEquals(
        List.of("tools/x.py", "tools/x/__init__.py"),
        ImportPlaces.python(new SafePath("tools/a/m.py"), "..x"));
    assertEquals(List.of(), ImportPlaces.python(new SafePath("m.py"), "..x"), "beyond the top");
  }

  @Test
  void javaLooksUnderItsSourceFolderAndThatOfTheMainCode() {
    SafePath test = new SafePath("src/test/java/org/a/FooTest.java");
    assertEquals(
        List.of("src/test/java/org/b/Bar.java", "src/main/java/org/b/Bar.java"),
        ImportPlaces.java(test, "org.a", "org.b.Bar.Nested"));
    assertEquals(List.of(), ImportPlaces.java(test, "org.a", "org.b.*"));
    assertEquals(List.of(), ImportPlaces.java(test, "org.other", "org.b.Bar"), "misplaced");
  }

  @Test
  void scriptsLookWhereRelativePathsLead() {
    SafePath file = new SafePath("web/app/main.ts");
    List<String> places = ImportPlaces.script(file, "../lib/util");
    assertTrue(places.containsAll(List.of("web/lib/util.ts", "web/lib/util/index.js")));
    assertTrue(ImportPlaces.script(file, "./x.js").contains("web/app/x.ts"), "as compiled");
    assertEquals(List.of(), ImportPlaces.script(file, "../../../x"), "beyond the top");
    assertEquals(List.of(), ImportPlaces.script(file, "react"));
  }
}
