#pragma once
#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

/// sqlite3_db_config is variadic, which Swift cannot call.
static inline int dossier_sqlite3_db_config_flag(sqlite3 *database, int option, int value) {
  return sqlite3_db_config(database, option, value, (int *)0);
}

/// A Swift function pointer cannot name this special destructor.
static inline sqlite3_destructor_type dossier_sqlite3_transient(void) { return SQLITE_TRANSIENT; }

/// Puts an allocator in place that counts what a thread takes; once, before anything else of SQLite
/// is called.
int dossier_memory_install(void);

/// From here on this thread may take `limit` bytes more than it gives back.
void dossier_memory_begin(int64_t limit);

/// Lifts the limit; tells whether it was hit.
int dossier_memory_end(void);

/// The C library finds bytes in linear time, but declares it for its own extensions only.
extern void *memmem(const void *, size_t, const void *, size_t);

static inline const void *dossier_find(
    const void *bytes, size_t count, const void *pattern, size_t length) {
  return memmem(bytes, count, pattern, length);
}
