#pragma once
#include <sqlite3.h>

/// sqlite3_db_config is variadic, which Swift cannot call.
static inline int dossier_sqlite3_db_config_flag(sqlite3 *database, int option, int value) {
  return sqlite3_db_config(database, option, value, (int *)0);
}

/// A Swift function pointer cannot name this special destructor.
static inline sqlite3_destructor_type dossier_sqlite3_transient(void) { return SQLITE_TRANSIENT; }
