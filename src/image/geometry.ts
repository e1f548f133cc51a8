/** How large a picture becomes before it is cropped: to a fixed size, or until its shorter side has a length. */
export type ResizeTo = { shortestEdge: number } | { width: number; height: number }

export interface Size {
  width: number
  height: number
}

/**
 * The size after a resize, as the Hugging Face processors that use Pillow compute it.
 *
 * short side = shortestEdge, long side = int(shortestEdge * long / short)
 *
 * @see transformers 4.x, image_transforms.get_resize_output_image_size with default_to_square=False
 */
export function resizedSize({ width, height }: Size, to: ResizeTo): Size {
  if (!('shortestEdge' in to)) return { width: to.width, height: to.height }
  const long = Math.trunc((to.shortestEdge * Math.max(width, height)) / Math.min(width, height))
  return width <= height ? { width: to.shortestEdge, height: long } : { width: long, height: to.shortestEdge }
}

/**
 * Where the top left corner of a resized picture lies on a canvas that is cropped out of its middle: -((h - c) // 2).
 *
 * Negative where the picture is cut; positive where the canvas is larger, and then its margin is padded.
 *
 * @see transformers 4.x, image_transforms.center_crop
 */
export function centreOffset(size: Size, canvas: Size): { x: number; y: number } {
  return {
    x: 0 - Math.floor((size.width - canvas.width) / 2),
    y: 0 - Math.floor((size.height - canvas.height) / 2),
  }
}
