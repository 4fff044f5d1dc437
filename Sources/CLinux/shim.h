#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef RENAME_NOREPLACE
#define RENAME_NOREPLACE (1 << 0)
#endif
#ifndef RENAME_EXCHANGE
#define RENAME_EXCHANGE (1 << 1)
#endif

/// openat is variadic, which Swift cannot call; never follows a link at the end of the path.
static inline int dossier_openat(int directory, const char *path, int flags, unsigned int mode) {
  return openat(directory, path, flags | O_NOFOLLOW | O_CLOEXEC, (mode_t)mode);
}

/// renameat2 with flags, without needing a libc that declares it.
static inline int dossier_renameat2(
    int from_directory, const char *from, int to_directory, const char *to, unsigned int flags) {
  return (int)syscall(SYS_renameat2, from_directory, from, to_directory, to, flags);
}

#include <dirent.h>
#include <sys/file.h>

/// Flushes the file system that holds an open directory.
static inline int dossier_syncfs(int descriptor) { return syncfs(descriptor); }
