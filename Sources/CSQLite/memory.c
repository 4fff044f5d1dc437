#include "shim.h"

// SQLite's own heap limits hold for the whole process, so that one pack's query could starve
// another's. A query runs on one thread from start to end; these methods wrap SQLite's allocator
// and count what that thread takes.

static sqlite3_mem_methods dossier_system_memory;
static __thread int64_t dossier_memory_used;
/// Zero: no limit.
static __thread int64_t dossier_memory_limit;
static __thread int dossier_memory_refused;

static int dossier_memory_exceeds(int64_t more) {
  if (dossier_memory_limit == 0 || dossier_memory_used + more <= dossier_memory_limit) return 0;
  dossier_memory_refused = 1;
  return 1;
}

static void *dossier_memory_allocate(int count) {
  if (dossier_memory_exceeds(count)) return (void *)0;
  void *block = dossier_system_memory.xMalloc(count);
  if (block) dossier_memory_used += dossier_system_memory.xSize(block);
  return block;
}

static void dossier_memory_free(void *block) {
  dossier_memory_used -= dossier_system_memory.xSize(block);
  dossier_system_memory.xFree(block);
}

static void *dossier_memory_reallocate(void *block, int count) {
  int before = dossier_system_memory.xSize(block);
  if (dossier_memory_exceeds((int64_t)count - before)) return (void *)0;
  void *moved = dossier_system_memory.xRealloc(block, count);
  if (moved) dossier_memory_used += dossier_system_memory.xSize(moved) - before;
  return moved;
}

/// Puts the counting allocator in place; once, before anything else of SQLite is called.
int dossier_memory_install(void) {
  int code = sqlite3_config(SQLITE_CONFIG_GETMALLOC, &dossier_system_memory);
  if (code != SQLITE_OK) return code;
  sqlite3_mem_methods counting = dossier_system_memory;
  counting.xMalloc = dossier_memory_allocate;
  counting.xFree = dossier_memory_free;
  counting.xRealloc = dossier_memory_reallocate;
  code = sqlite3_config(SQLITE_CONFIG_MALLOC, &counting);
  if (code != SQLITE_OK) return code;
  code = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  return code == SQLITE_OK ? sqlite3_initialize() : code;
}

/// From here on this thread may take `limit` bytes more than it gives back.
void dossier_memory_begin(int64_t limit) {
  dossier_memory_used = 0;
  dossier_memory_refused = 0;
  dossier_memory_limit = limit;
}

/// Lifts the limit; tells whether it was hit.
int dossier_memory_end(void) {
  dossier_memory_limit = 0;
  return dossier_memory_refused;
}
