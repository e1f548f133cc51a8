/** Signs of a build state, a version or a repository: pictures of the project, not of its paper. */
const BADGE_HOST = /^(?:img\.shields\.io|badge\.fury\.io|badgen\.net|codecov\.io|coveralls\.io|travis-ci\.(?:org|com))$/
const BADGE_PATH = /badge|\/status\.svg$/

/** True for a badge by its address: a known host of badges, or `badge` in a path of the network. */
export function isBadge(href: string): boolean {
  if (!/^(?:https?:)?\/\//i.test(href)) return false
  try {
    const { hostname, pathname } = new URL(href, 'https://relative.invalid')
    return BADGE_HOST.test(hostname) || BADGE_PATH.test(pathname.toLowerCase())
  } catch {
    return false
  }
}
