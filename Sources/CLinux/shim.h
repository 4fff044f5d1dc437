#pragma once
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <string.h>
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

/// Opens a path below a folder and follows no link anywhere in it, nor leaves the folder.
///
/// Fails with ENOSYS where the kernel has no openat2.
static inline int dossier_open_beneath(int directory, const char *path, int flags) {
#ifdef SYS_openat2
  struct {
    uint64_t flags;
    uint64_t mode;
    uint64_t resolve;
  } how = {(uint64_t)(flags | O_NOFOLLOW | O_CLOEXEC), 0, 0x04 /* no links */ | 0x08 /* beneath */};
  return (int)syscall(SYS_openat2, directory, path, &how, sizeof how);
#else
  errno = ENOSYS;
  return -1;
#endif
}

/// Opens a folder by the path a user gave, links included.
static inline int dossier_open_folder(const char *path) {
  return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/// Opens a file by the path a user gave, links included; a pipe does not hold it up.
static inline int dossier_open_file(const char *path) {
  return open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
}

/// The name of a folder's entry, valid until the next one is read.
static inline const char *dossier_entry_name(const struct dirent *entry) { return entry->d_name; }

/// An error number that Swift may read without a race on errno.
static inline int dossier_errno(void) { return errno; }

static inline void dossier_clear_errno(void) { errno = 0; }

/// Finds bytes within bytes; declared by the library for GNU programs only.
static inline const void *dossier_memmem(
    const void *bytes, size_t count, const void *pattern, size_t length) {
  return memmem(bytes, count, pattern, length);
}

/// Flushes the file system that holds an open directory.
static inline int dossier_syncfs(int descriptor) { return syncfs(descriptor); }

