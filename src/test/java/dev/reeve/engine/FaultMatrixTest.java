package dev.reeve.engine;

import dev.reeve.engine.testing.MemoryFolder;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** No fault of the disk leaves anything torn, lost, or called by a wrong name. */
@DisplayName("Fault matrix")
class FaultMatrixTest {
  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private @Nullable FaultMatrix matrix;

  @AfterEach
  void close() {
    if (matrix != null) {
      matrix.close();
    }
  }

  private Stream<DynamicNode> rows(boolean whole) {
    matrix = new FaultMatrix(folder, whole);
    return matrix.rows();
  }

  @TestFactory
  @DisplayName("operation × fault × first and last of the calls that look alike")
  Stream<DynamicNode> eachKindOfCall() {
    return rows(false);
  }

  @TestFactory
  @Tag("long")
  @DisplayName("operation × fault × every call")
  Stream<DynamicNode> everyCall() {
    return rows(true);
  }
}
