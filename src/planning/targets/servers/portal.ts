export const cloud = 'AzureCloud';

/** For downloads and failure reports, as in the portal’s scripts. */
export const downloadOrigin = 'https://gbl.his.arc.azure.com';
