/**
 * What VS Code 1.139 makes of a text in its boxes. Sources: `src/vs/base/common/linkedText.ts` and
 * `src/vs/base/browser/ui/iconLabel/iconLabels.ts`; the workbench test judges by VS Code itself.
 */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;
const icon = /\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g;

export const linksIn = (text: string): readonly string[] => [...text.matchAll(link)].map(([whole]) => whole);
export const iconsIn = (text: string): readonly string[] => [...text.matchAll(icon)].map(([whole]) => whole);
