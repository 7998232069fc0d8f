package dev.reeve.console.approval;

import dev.reeve.console.fx.FingerprintTile;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

/** A line of what two judgements are, with the pattern of its hash where it tells of one. */
final class MismatchLine extends HBox {
  private MismatchLine(String hash, String text) {
    getStyleClass().add("approval-mismatch-line");
    FingerprintTile tile = new FingerprintTile();
    tile.show(hash);
    StackPane place = new StackPane(tile); // as wide without one, so that the columns stay
    place.getStyleClass().add("approval-mismatch-tile");
    getChildren().setAll(place, new Label(text));
  }

  /** All of them; without patterns where they are not about two changes. */
  static List<? extends Node> of(ApprovalContent now) {
    List<String> lines = now.mismatch();
    List<String> hashes = now.mismatchHashes();
    return hashes.isEmpty()
        ? lines.stream().map(Label::new).toList()
        : IntStream.range(0, lines.size())
            .mapToObj(at -> new MismatchLine(hashes.get(at), lines.get(at)))
            .toList();
  }
}
