// Which way of multiplying a screen takes.
#pragma once

#include "kernels/int8_screen/cuda.cuh"

namespace figsift {

// Left rows of a block: wgmma's where the device has it, the codes are narrow enough, and both ways gave the same pairs when
// they were tried on each other at the first call of the process. FIGSIFT_CUDA_SCREEN says "mma", or "wgmma" without trying.
int screen_block_rows(int stride);

// The screen, in the way that items of `block_rows` are made for.
void launch_screen(const ScreenLaunch& of, int block_rows, cudaStream_t stream);

}  // namespace figsift
