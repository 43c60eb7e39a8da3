import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';

type Chosen = Thenable<BoxText | undefined>;

/** Resolves to the chosen button. */
export const showInformation = (message: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showInformationMessage(message, ...buttons);

export const showWarning = (message: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showWarningMessage(message, ...buttons);

export const showError = (message: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showErrorMessage(message, ...buttons);

/** Modal; undefined when closed. */
export const confirm = (question: BoxText, detail: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showInformationMessage(question, { modal: true, detail }, ...buttons);

/** Modal, with a warning icon. */
export const confirmRisk = (question: BoxText, detail: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showWarningMessage(question, { modal: true, detail }, ...buttons);
