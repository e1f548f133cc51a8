export { type ResampleFilter, type ResampleOptions, resample } from './image/resample.js'
