# libfigsift_cuda, which the addon opens where there is an NVIDIA driver. Built where nvcc is found, left out where not: neither
# changes anything else.
option(FIGSIFT_CUDA "Build libfigsift_cuda where nvcc is found" ON)
option(FIGSIFT_CUDA_ON_HOST "Build device code for the processor too, for tests" OFF)
# SASS for A100 (80), Ada (89), Hopper with wgmma (90a), Blackwell (100, 120), and PTX of the least for what comes later.
set(FIGSIFT_CUDA_ARCHITECTURES "80-real;89-real;90a-real;100-real;120-real;80-virtual" CACHE STRING
  "Targets of libfigsift_cuda; fewer build faster")

# Host code that the library shares with the addon, which exports nothing.
set(FIGSIFT_CUDA_SHARED
  native/core/isa.cpp native/core/parallel.cpp
  native/kernels/cosine_rows/scalar.cpp native/kernels/cosine_rows/avx2.cpp native/kernels/cosine_rows/avx512.cpp
  native/kernels/preprocess/scalar.cpp native/kernels/resample/axis.cpp native/kernels/resample/scalar.cpp
  native/kernels/widen_float16/scalar.cpp)
file(GLOB FIGSIFT_DEVICE_CODE CONFIGURE_DEPENDS native/kernels/*/*.cu)
# Without kernels: C++ that calls CUDA, and takes no time for each target.
file(GLOB FIGSIFT_CUDA_CALLS CONFIGURE_DEPENDS native/cuda/*.cu native/backends/*.cu)

if(FIGSIFT_CUDA)
  include(CheckLanguage)
  check_language(CUDA)
endif()
if(FIGSIFT_CUDA AND CMAKE_CUDA_COMPILER)
  # Otherwise the C++ standard is inherited, which this language does not know.
  set(CMAKE_CUDA_STANDARD 17)
  set(CMAKE_CUDA_STANDARD_REQUIRED ON)
  set(CMAKE_CUDA_ARCHITECTURES ${FIGSIFT_CUDA_ARCHITECTURES})
  enable_language(CUDA)
  set_source_files_properties(${FIGSIFT_CUDA_CALLS} PROPERTIES LANGUAGE CXX COMPILE_OPTIONS "-x;c++")
  add_library(figsift_cuda SHARED ${FIGSIFT_DEVICE_CODE} ${FIGSIFT_CUDA_CALLS} ${FIGSIFT_CUDA_SHARED})
  target_include_directories(figsift_cuda SYSTEM PRIVATE ${CMAKE_CUDA_TOOLKIT_INCLUDE_DIRECTORIES})
  set_target_properties(figsift_cuda PROPERTIES CUDA_RUNTIME_LIBRARY Static CUDA_VISIBILITY_PRESET hidden
    LIBRARY_OUTPUT_DIRECTORY "$<1:${CMAKE_CURRENT_SOURCE_DIR}/${FIGSIFT_OUTPUT}>")
  target_include_directories(figsift_cuda PRIVATE native)
  target_compile_options(figsift_cuda PRIVATE
    "$<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-ffp-contract=off;-fno-math-errno>"
    "$<$<COMPILE_LANGUAGE:CUDA>:-Xfatbin=-compress-all;-Xcompiler=-Wall,-Wextra,-ffp-contract=off;-Xcudafe=--display_error_number>")
  target_link_libraries(figsift_cuda PRIVATE Threads::Threads)
  target_link_options(figsift_cuda PRIVATE -Wl,--exclude-libs,ALL
    -Wl,--version-script=${CMAKE_CURRENT_SOURCE_DIR}/native/cuda/exports.map)
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_link_options(figsift_cuda PRIVATE -Wl,-s)
  endif()
endif()

if(FIGSIFT_CUDA_ON_HOST)
  add_subdirectory(native/cuda/on_host)
endif()
