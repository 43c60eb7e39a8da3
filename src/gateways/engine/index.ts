export { bypassChange, type BypassChange, bypassRequirements, readBypassHosts } from './bypassChange';
export { type GatewayUsers, usersOf } from './gatewayUsers';
export { parseTags, tagsText } from './tagList';
export { readRegistrations, type Registrations, registrationCommands } from './registration';
