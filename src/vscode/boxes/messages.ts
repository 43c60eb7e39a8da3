import * as vscode from 'vscode';
import type { BoxText } from '../../kernel/text/boxText';

type Chosen = Thenable<BoxText | undefined>;

/** Notifications; they resolve to the pressed button. */
export const showInformation = (message: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showInformationMessage(message, ...buttons);

export const showWarning = (message: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showWarningMessage(message, ...buttons);

export const showError = (message: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showErrorMessage(message, ...buttons);

/** A modal dialog; undefined when closed. */
export const confirm = (question: BoxText, detail: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showInformationMessage(question, { modal: true, detail }, ...buttons);

/** The same with a warning icon. */
export const confirmRisk = (question: BoxText, detail: BoxText, ...buttons: readonly BoxText[]): Chosen =>
  vscode.window.showWarningMessage(question, { modal: true, detail }, ...buttons);
