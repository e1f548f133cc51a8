// Keeps the process alive when a mapped file is cut short under it.
//
// Reading a mapping beyond the end of its file raises SIGBUS, whose default ends the process. The guard's handler puts
// a page of zeros where the fault was, marks the mapping as cut, and lets the read go on; the call that was running
// then ends with an error. Faults outside guarded mappings go to the handler that was there before.
#pragma once

#include <cstddef>

namespace figsift {

// Returns a slot number, or -1 if all are taken: then the mapping is refused.
int guard_mapping(void* base, size_t bytes);

bool guard_was_cut(int slot);

// Call before munmap.
void release_guard(int slot);

}  // namespace figsift
