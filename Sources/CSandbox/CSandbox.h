// SPDX-License-Identifier: MIT
// What a sandbox gives up, and how it is started: system calls that the C library has no functions for. Never on an audio thread.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Of glibc 2.34, which shows it only to programs that ask for GNU extensions.
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

// Memory that two processes map, of a size that neither can change: a descriptor, or −1.
static inline int sandbox_memory(const char *name, uint64_t bytes) {
  const int file = (int)syscall(SYS_memfd_create, name, 3u /* MFD_CLOEXEC | MFD_ALLOW_SEALING */);
  if (file < 0) return -1;
  // F_ADD_SEALS with F_SEAL_SEAL, F_SEAL_SHRINK and F_SEAL_GROW.
  if (ftruncate(file, (off_t)bytes) || fcntl(file, 1033, 7) < 0) {
    close(file);
    return -1;
  }
  return file;
}

// Memory with these bytes, which nobody can change any more: a descriptor, or −1.
static inline int sandbox_sealed(const char *name, const void *bytes, uint64_t count) {
  const int file = (int)syscall(SYS_memfd_create, name, 3u /* MFD_CLOEXEC | MFD_ALLOW_SEALING */);
  if (file < 0) return -1;
  for (uint64_t done = 0; done < count;) {
    const ssize_t step = write(file, (const char *)bytes + done, count - done);
    if (step < 0 && errno == EINTR) continue;
    if (step <= 0) {
      close(file);
      return -1;
    }
    done += (uint64_t)step;
  }
  // F_ADD_SEALS with F_SEAL_SEAL, F_SEAL_SHRINK, F_SEAL_GROW and F_SEAL_WRITE.
  if (fcntl(file, 1033, 15) < 0) {
    close(file);
    return -1;
  }
  return file;
}

// Whether a descriptor is such memory: reading it neither waits nor meets an end that was not there. Nothing else can be sealed.
static inline _Bool sandbox_is_sealed(int file) {
  const int seals = fcntl(file, 1034 /* F_GET_SEALS */);
  return seals >= 0 && (seals & 14) == 14;
}

// Sends a packet, and with it a descriptor that is not negative; false where the other end is gone.
static inline _Bool sandbox_send(int socket, const void *bytes, uint64_t count, int file) {
  union {
    struct cmsghdr head;
    char bytes[CMSG_SPACE(sizeof(int))];
  } control;
  memset(&control, 0, sizeof control);
  struct iovec part = {(void *)bytes, count};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (file >= 0) {
    message.msg_control = &control;
    message.msg_controllen = sizeof control.bytes;
    control.head.cmsg_level = SOL_SOCKET;
    control.head.cmsg_type = SCM_RIGHTS;
    control.head.cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(&control.head), &file, sizeof file);
  }
  ssize_t sent;
  do sent = sendmsg(socket, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == (ssize_t)count;
}

// The next packet, and the descriptor that came with it, or −1; its length, not positive where the other end is gone. There is no room for a
// second descriptor: the kernel closes it.
static inline int64_t sandbox_receive(int socket, void *bytes, uint64_t count, int *file) {
  union {
    struct cmsghdr head;
    char bytes[CMSG_LEN(sizeof(int))];
  } control;
  struct iovec part = {bytes, count};
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = CMSG_LEN(sizeof(int))};
  *file = -1;
  ssize_t length;
  do length = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (length < 0 && errno == EINTR);
  if (length < 0) return -1;
  const struct cmsghdr *head = CMSG_FIRSTHDR(&message);
  if (head && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS && head->cmsg_len >= CMSG_LEN(sizeof(int)))
    memcpy(file, CMSG_DATA(head), sizeof *file);
  return length;
}

// Starts `path` with the socket as descriptor 3, and no others but the standard ones; its process, or −1.
static inline int sandbox_start(const char *path, char *const arguments[], char *const environment[], int socket) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  pid_t process = -1;
  if (posix_spawn_file_actions_init(&actions)) return -1;
  posix_spawnattr_init(&attributes);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  // A group of its own: Ctrl-C in the terminal is the client's. An ordinary thread, whatever the starting one is.
  const struct sched_param ordinary = {0};
  posix_spawnattr_setschedpolicy(&attributes, SCHED_OTHER);
  posix_spawnattr_setschedparam(&attributes, &ordinary);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(
      &attributes,
      POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSCHEDULER);
  // What is put where it lies already would be closed there.
  const int high = fcntl(socket, F_DUPFD_CLOEXEC, 10);
  if (high >= 0 && !posix_spawn_file_actions_adddup2(&actions, high, 3) &&
      !posix_spawn_file_actions_addclosefrom_np(&actions, 4)) {
    if (posix_spawn(&process, path, &actions, &attributes, arguments, environment)) process = -1;
  }
  if (high >= 0) close(high);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return process;
}

// Dies with its client. For the sandbox itself, first of all.
static inline void sandbox_follow_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL); }

// No program that it runs may have more rights than it.
static inline _Bool sandbox_drop_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0; }

// A network without any way out; needs user namespaces where it is not root.
static inline _Bool sandbox_go_offline(void) {
  if (syscall(SYS_unshare, 0x40000000 /* CLONE_NEWNET */) == 0) return 1;
  return syscall(SYS_unshare, 0x10000000 /* CLONE_NEWUSER */ | 0x40000000) == 0;
}

// Limits: memory, files, no core. The client takes the right to real-time priority away when it has given one.
static inline void sandbox_limit(uint64_t memory_bytes) {
  const struct rlimit memory = {memory_bytes, memory_bytes}, files = {256, 256}, none = {0, 0};
  setrlimit(RLIMIT_AS, &memory);
  setrlimit(RLIMIT_NOFILE, &files);
  setrlimit(RLIMIT_CORE, &none);
}

// Only these folders and files can be opened, and only for reading and for being mapped as code. Needs Landlock (Linux 5.13).
static inline int sandbox_open_rules(void) {
  const struct landlock_ruleset_attr attributes = {.handled_access_fs = 0x1FFF /* all of its first version */};
  return (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
}
static inline _Bool sandbox_allow_reading(int rules, const char *path) {
  const int file = open(path, 010000000 /* O_PATH */ | O_CLOEXEC);
  if (file < 0) return 0;
  const struct landlock_path_beneath_attr folder = {
      .allowed_access = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR,
      .parent_fd = file};
  const struct landlock_path_beneath_attr plain = {
      .allowed_access = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE, .parent_fd = file};
  // What is a file takes no right to list.
  const _Bool is_allowed = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &folder, 0) == 0 ||
                           syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &plain, 0) == 0;
  close(file);
  return is_allowed;
}
static inline _Bool sandbox_close_rules(int rules) {
  const _Bool is_done = rules >= 0 && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  if (rules >= 0) close(rules);
  return is_done;
}

// Calls by which a process reaches beyond itself fail with EPERM, in all threads. Those of another architecture kill it.
static inline _Bool sandbox_filter_calls(void) {
#if defined(__x86_64__)
  const uint32_t architecture = AUDIT_ARCH_X86_64;
#else
  const uint32_t architecture = AUDIT_ARCH_AARCH64;
#endif
  static const uint32_t denied[] = {
    SYS_socket, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_execve, SYS_execveat, SYS_ptrace,
    SYS_process_vm_readv, SYS_process_vm_writev, SYS_kill, SYS_tkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo,
    SYS_pidfd_send_signal, SYS_pidfd_open, SYS_pidfd_getfd, SYS_process_madvise, SYS_sched_setscheduler,
    SYS_sched_setparam, SYS_sched_setattr, SYS_setpriority, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot,
    SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_bpf, SYS_perf_event_open,
    SYS_keyctl, SYS_add_key, SYS_request_key, SYS_setns, SYS_unshare, SYS_userfaultfd, SYS_io_uring_setup, SYS_setuid,
    SYS_setgid, SYS_setreuid, SYS_setregid, SYS_setresuid, SYS_setresgid, SYS_setgroups, SYS_capset,
    SYS_open_by_handle_at, SYS_name_to_handle_at, SYS_quotactl, SYS_swapon, SYS_swapoff, SYS_sethostname,
    SYS_settimeofday, SYS_clock_settime, SYS_adjtimex, SYS_clock_adjtime, SYS_unlinkat, SYS_mkdirat, SYS_mknodat,
    SYS_renameat2, SYS_linkat, SYS_symlinkat, SYS_fchmodat, SYS_fchownat, SYS_truncate,
#if defined(__x86_64__)
    SYS_fork, SYS_vfork, SYS_unlink, SYS_rmdir, SYS_mkdir, SYS_mknod, SYS_rename, SYS_link, SYS_symlink, SYS_chmod,
    SYS_chown, SYS_lchown, SYS_creat, SYS_ioperm, SYS_iopl,
#endif
  };
  // Allowed where the first argument is this number, or has this bit: a signal to itself, a limit of its own, a thread.
  const struct {
    uint32_t call, test, value;
  } limited[] = {
    {SYS_tgkill, BPF_JEQ, (uint32_t)getpid()}, {SYS_prlimit64, BPF_JEQ, 0}, {SYS_clone, BPF_JSET, 0x10000 /* CLONE_THREAD */}};
  enum { denied_count = sizeof denied / sizeof *denied, limited_count = sizeof limited / sizeof *limited };
  struct sock_filter program[2 * denied_count + 5 * limited_count + 16];
  uint32_t at = 0;
#define STEP(...) program[at++] = (struct sock_filter)__VA_ARGS__
  STEP(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)));
  STEP(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0));
  STEP(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS));
  STEP(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
  // The same calls by other numbers: the x32 interface.
  STEP(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));
  STEP(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
  // Its flags lie where no filter can look: the library then takes clone.
  STEP(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1));
  STEP(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS));
  for (uint32_t index = 0; index < limited_count; index++) {
    STEP(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, limited[index].call, 0, 4));
    STEP(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args)));
    STEP(BPF_JUMP(BPF_JMP | limited[index].test | BPF_K, limited[index].value, 0, 1));
    STEP(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    STEP(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
  }
  for (uint32_t index = 0; index < denied_count; index++) {
    STEP(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, denied[index], 0, 1));
    STEP(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
  }
  STEP(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
#undef STEP
  const struct sock_fprog filter = {.len = (unsigned short)at, .filter = program};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter) == 0;
}

// Gives a thread of a sandbox real-time priority, where the system permits it, and takes the right to more away from the sandbox: for ever,
// or until the next thread is to have it.
static inline _Bool sandbox_give_priority(int32_t process, int32_t thread, int32_t priority, _Bool is_last) {
  const struct sched_param wanted = {.sched_priority = priority};
  struct rlimit limit = {0, 0};
  syscall(SYS_prlimit64, process, RLIMIT_RTPRIO, 0, &limit);
  const struct rlimit all = {limit.rlim_max, limit.rlim_max}, none = {0, is_last ? 0 : limit.rlim_max};
  syscall(SYS_prlimit64, process, RLIMIT_RTPRIO, &all, 0);
  const _Bool is_given = priority > 0 && sched_setscheduler(thread, SCHED_FIFO, &wanted) == 0;
  syscall(SYS_prlimit64, process, RLIMIT_RTPRIO, &none, 0);
  return is_given;
}
