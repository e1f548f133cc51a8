#include "core/map_guard.h"

#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <mutex>

namespace figsift {
namespace {

// A fixed table of atomics: the handler may run on any thread at any time and can take no lock.
struct Slot {
  std::atomic<uintptr_t> begin{0}, end{0};
  std::atomic<bool> taken{false}, was_cut{false};
};
constexpr int kSlots = 1024;
Slot slots[kSlots];

struct sigaction previous;
std::once_flag installed;

void forward(int signal, siginfo_t* info, void* context) {
  if ((previous.sa_flags & SA_SIGINFO) != 0 && previous.sa_sigaction != nullptr) {
    previous.sa_sigaction(signal, info, context);
  } else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) {
    previous.sa_handler(signal);
  } else {
    // Back to the default; the faulting instruction runs again and ends the process as it would have.
    struct sigaction standard = {};
    standard.sa_handler = SIG_DFL;
    sigaction(SIGBUS, &standard, nullptr);
  }
}

void on_bus_error(int signal, siginfo_t* info, void* context) {
  const auto address = reinterpret_cast<uintptr_t>(info->si_addr);
  for (Slot& slot : slots) {
    const uintptr_t begin = slot.begin.load(), end = slot.end.load();
    if (begin == 0 || address < begin || address >= end) continue;
    const auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
    void* at = reinterpret_cast<void*>(address / page * page);
    // From the fault to the end at once: everything behind a cut is gone too.
    const size_t rest = (end + page - 1) / page * page - address / page * page;
    if (mmap(at, rest, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED) break;
    slot.was_cut.store(true);
    return;
  }
  forward(signal, info, context);
}

void install() {
  struct sigaction action = {};
  action.sa_sigaction = on_bus_error;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  sigaction(SIGBUS, &action, &previous);
}

}  // namespace

int guard_mapping(void* base, size_t bytes) {
  std::call_once(installed, install);
  for (int i = 0; i < kSlots; ++i) {
    Slot& slot = slots[i];
    if (slot.taken.exchange(true)) continue;
    slot.was_cut = false;
    slot.end = reinterpret_cast<uintptr_t>(base) + bytes;
    slot.begin = reinterpret_cast<uintptr_t>(base);
    return i;
  }
  return -1;
}

bool guard_was_cut(int slot) { return slots[slot].was_cut.load(); }

void release_guard(int slot) {
  slots[slot].begin = 0;
  slots[slot].end = 0;
  slots[slot].taken = false;
}

}  // namespace figsift
