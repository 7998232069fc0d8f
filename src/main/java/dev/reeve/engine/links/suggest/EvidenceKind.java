package dev.reeve.engine.links.suggest;

/**
 * Why a file may be the one that was meant; what each counts stands in the score table. Source:
 * {@code docs/reference/links.md}.
 */
public enum EvidenceKind {
  /** E1: the target exists when it is read from the root. */
  ROOT(Family.PLACE),
  /** E2: the last bytes of the missing file live here under the same name, and nowhere else. */
  MOVED_BYTES(Family.RECORD),
  /** E2b: the same, and in other places too. */
  MOVED_BYTES_SEVERAL(Family.RECORD),
  /** E2c: the last bytes of the missing file live here under another name. */
  MOVED_BYTES_RENAMED(Family.RECORD),
  /** E3: version control records that the file, or its folder, was renamed to this. */
  RENAME_RECORDED(Family.RECORD),
  /** The target is a file when what looks like its fragment belongs to its name. */
  UNESCAPED(Family.PLACE),
  /** E4: the path is the same but for upper and lower case. */
  CASE_ONLY(Family.PLACE),
  /** E5: the only file of that name. */
  ONLY_NAME(Family.NAME),
  /** E5 for a target without ending: the only page or folder of that name. */
  ONLY_PAGE(Family.NAME),
  /** E6: of the files of that name, this one alone shares the longest end of the path. */
  PATH_TAIL(Family.TAIL),
  /** E7: of the files of that name, the one nearest to the document. */
  NEAREST_NAME(Family.NEAREST),
  /** E8: a file of that name. */
  SAME_NAME(Family.NEAREST),
  /** E9: the same name but for case, hyphens, underscores and spaces. */
  FOLDED_NAME(Family.SIMILAR),
  /** E10: the same name with another ending, or with one where there was none. */
  OTHER_ENDING(Family.SIMILAR),
  /** E10 in the place the target says. */
  OTHER_ENDING_HERE(Family.PLACE),
  /** E11: a similar name. */
  SIMILAR_NAME(Family.SIMILAR),
  /** A name that shares words with the target's. */
  SHARED_WORDS(Family.WORDS),
  /** A newer edition of a file to which a record leads. */
  NEWER_EDITION(Family.NEAREST),
  /** E12: read from where the document lay before, the target leads here. */
  DOCUMENT_MOVED(Family.DOCUMENT),
  /** E13: the words of the link are the file's name or title. */
  LINK_WORDS(Family.WORDS),
  /** E14: the only candidate with the heading that the link asks for. */
  HEADING(Family.WORDS),
  /** A heading of the document that is like the one the link asks for. */
  LIKE_HEADING(Family.WORDS),
  /** E15: the folder stands, its README or index is gone; or the reverse. */
  FOLDER_INDEX(Family.PLACE),
  /** E17: it lies in the same language or version as the document. */
  SAME_EDITION(Family.WORDS);

  /** Evidence of one family is one piece of evidence, however often it is found. */
  enum Family {
    PLACE,
    RECORD,
    DOCUMENT,
    NAME,
    TAIL,
    NEAREST,
    SIMILAR,
    WORDS
  }

  private final Family family;

  EvidenceKind(Family family) {
    this.family = family;
  }

  Family family() {
    return family;
  }
}
