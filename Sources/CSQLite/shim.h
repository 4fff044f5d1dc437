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

// SQLite's own heap limits hold for the whole process, so that one pack's query could starve
// another's. A query runs on one thread from start to end; these methods wrap SQLite's allocator
// and count what that thread takes. One Swift file alone may call them: their state is static,
// and stands inside functions because Swift emits no other variables of a header.

struct dossier_memory {
  int64_t used;
  /// Zero: no limit.
  int64_t limit;
};

static inline struct dossier_memory *dossier_memory_of_thread(void) {
  static __thread struct dossier_memory memory;
  return &memory;
}

static inline sqlite3_mem_methods *dossier_memory_system(void) {
  static sqlite3_mem_methods methods;
  return &methods;
}

static inline int dossier_memory_exceeds(int64_t more) {
  struct dossier_memory *memory = dossier_memory_of_thread();
  return memory->limit != 0 && memory->used + more > memory->limit;
}

static inline void *dossier_memory_allocate(int count) {
  if (dossier_memory_exceeds(count)) return (void *)0;
  void *block = dossier_memory_system()->xMalloc(count);
  if (block) dossier_memory_of_thread()->used += dossier_memory_system()->xSize(block);
  return block;
}

static inline void dossier_memory_free(void *block) {
  dossier_memory_of_thread()->used -= dossier_memory_system()->xSize(block);
  dossier_memory_system()->xFree(block);
}

static inline void *dossier_memory_reallocate(void *block, int count) {
  int before = dossier_memory_system()->xSize(block);
  if (dossier_memory_exceeds((int64_t)count - before)) return (void *)0;
  void *moved = dossier_memory_system()->xRealloc(block, count);
  if (moved) {
    dossier_memory_of_thread()->used += dossier_memory_system()->xSize(moved) - before;
  }
  return moved;
}

/// Puts the counting allocator in place; once, before anything else of SQLite is called.
static inline int dossier_memory_install(void) {
  int code = sqlite3_config(SQLITE_CONFIG_GETMALLOC, dossier_memory_system());
  if (code != SQLITE_OK) return code;
  sqlite3_mem_methods counting = *dossier_memory_system();
  counting.xMalloc = dossier_memory_allocate;
  counting.xFree = dossier_memory_free;
  counting.xRealloc = dossier_memory_reallocate;
  code = sqlite3_config(SQLITE_CONFIG_MALLOC, &counting);
  if (code != SQLITE_OK) return code;
  code = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  return code == SQLITE_OK ? sqlite3_initialize() : code;
}

/// From here on this thread may take `limit` bytes more than it gives back; zero lifts the limit.
static inline void dossier_memory_begin(int64_t limit) {
  struct dossier_memory *memory = dossier_memory_of_thread();
  memory->used = 0;
  memory->limit = limit;
}

/// The C library finds bytes in linear time, but declares it for its own extensions only.
extern void *memmem(const void *, size_t, const void *, size_t);

static inline const void *dossier_find(
    const void *bytes, size_t count, const void *pattern, size_t length) {
  return memmem(bytes, count, pattern, length);
}
