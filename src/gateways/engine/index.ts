export { bypassChange, type BypassChange, bypassNeeds, readBypassHosts } from './bypassChange';
export { type GatewayUsers, usersOf } from './gatewayUsers';
export { parseTags, tagsText } from './tagList';
