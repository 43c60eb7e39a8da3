export { gatewayPage as readHostsPage } from '../../../planning/network/exports';
/** The door of this folder, loaded when somebody does something with a gateway, or has one under way. */
export { createGateway } from './createGateway';
export { deleteGateway } from './deleteGateway';
export { editBypass } from './editBypass';
export { registerProviders } from './registerProviders';
export { GatewayOperations } from './operations';
