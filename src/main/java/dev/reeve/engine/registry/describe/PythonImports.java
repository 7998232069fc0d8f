package dev.reeve.engine.registry.describe;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a Python module imports, from where, and under which names it knows it. */
final class PythonImports {
  private final Source source;
  private final Facts facts;
  private final Map<String, String> known = new HashMap<>();
  private final Set<String> modules = new HashSet<>();

  PythonImports(Source source, Facts facts) {
    this.source = source;
    this.facts = facts;
  }

  /** First segments of the modules imported so far. */
  Set<String> modules() {
    return modules;
  }

  /** {@code import a.b as c}. */
  void plain(Node statement) {
    for (Node each : statement.children()) {
      boolean alias = each.is("aliased_import");
      String name = alias ? each.fieldText("name") : each.source();
      module(name, statement.line());
      if (alias) {
        known.put(each.fieldText("alias"), name);
      }
    }
  }

  /** {@code from a.b import c as d}. */
  void from(Node statement) {
    Node module = statement.field("module_name").orElse(statement);
    String name = module.source();
    boolean onlyDots = name.chars().allMatch(c -> c == '.');
    if (!onlyDots) {
      module(name, statement.line());
    }
    for (Node each : statement.children()) {
      if (each.raw().getStartByte() == module.raw().getStartByte()) {
        continue;
      }
      boolean alias = each.is("aliased_import");
      String imported = alias ? each.fieldText("name") : each.source();
      if (onlyDots) {
        module(name + imported, statement.line());
      }
      known.put(alias ? each.fieldText("alias") : imported, name + "." + imported);
    }
  }

  private void module(String name, int line) {
    if (local(name)) {
      facts.importLocal(name, line, ImportPlaces.python(source.path(), name));
    } else {
      facts.importExternal(name);
    }
    String first = name.split("\\.", 2)[0];
    if (!first.isEmpty()) {
      modules.add(first);
    }
  }

  /** Relative, or found beside this module, in a folder around it, or under {@code src}. */
  private boolean local(String name) {
    if (name.startsWith(".")) {
      return true;
    }
    for (String at = source.path().parent(); !at.equals("."); at = up(at)) {
      if (holds(at + "/", name)) {
        return true;
      }
    }
    return holds("", name) || holds("src/", name);
  }

  /**
   * Whether a folder has the module, or the package it is in; packages need no {@code __init__}.
   */
  private boolean holds(String folder, String name) {
    String path = folder + name.replace('.', '/');
    String first = folder + name.split("\\.", 2)[0];
    return source.exists(first + ".py")
        || source.exists(first + "/__init__.py")
        || source.exists(path + ".py")
        || source.exists(path + "/__init__.py");
  }

  private static String up(String folder) {
    int slash = folder.lastIndexOf('/');
    return slash < 0 ? "." : folder.substring(0, slash);
  }

  /** A dotted name as it is known outside: after {@code import os as o}, {@code o.x} is os.x. */
  String full(String name) {
    int dot = name.indexOf('.');
    String first = dot < 0 ? name : name.substring(0, dot);
    String meant = known.get(first);
    return meant == null ? name : meant + (dot < 0 ? "" : name.substring(dot));
  }
}
