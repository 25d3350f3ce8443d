// The links at the top right of every page.
export default { iconLinks: [] }
